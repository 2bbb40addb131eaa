package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.ResultColumn;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the question marks of a statement stand for. Immutable. */
final class ScorecardParameterMetaData implements ParameterMetaData, Unwrapping {

    private final List<ResultColumn> parameters;

    ScorecardParameterMetaData(List<ResultColumn> parameters) {
        this.parameters = parameters;
    }

    private ResultColumn parameter(int index) throws SQLException {
        return parameter(parameters, index);
    }

    static ResultColumn parameter(List<ResultColumn> parameters, int index) throws SQLException {
        if (index < 1 || index > parameters.size()) {
            throw SqlErrors.of(
                    ErrorCode.BAD_PARAMETER,
                    index,
                    "there is no such parameter.",
                    "The statement has " + parameters.size() + ", counted from 1.");
        }
        return parameters.get(index - 1);
    }

    @Override
    public int getParameterCount() {
        return parameters.size();
    }

    @Override
    public int isNullable(int index) throws SQLException {
        parameter(index);
        return parameterNullable;
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        return Sizes.numeric(parameter(index).jdbcType());
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        return Sizes.precision(parameter(index));
    }

    @Override
    public int getScale(int index) throws SQLException {
        return parameter(index).scale();
    }

    @Override
    public int getParameterType(int index) throws SQLException {
        return parameter(index).jdbcType();
    }

    @Override
    public String getParameterTypeName(int index) throws SQLException {
        return parameter(index).typeName();
    }

    @Override
    public String getParameterClassName(int index) throws SQLException {
        return Values.classicClass(parameter(index).jdbcType()).getName();
    }

    @Override
    public int getParameterMode(int index) throws SQLException {
        parameter(index);
        return parameterModeIn;
    }
}
