package io.scorecard.driver;

import java.sql.DatabaseMetaData;

/** What concerns changing data or tables: nothing of it. */
interface NoChanges extends DatabaseMetaData {

    @Override
    default boolean supportsAlterTableWithAddColumn() {
        return false;
    }

    @Override
    default boolean supportsAlterTableWithDropColumn() {
        return false;
    }

    @Override
    default boolean supportsIntegrityEnhancementFacility() {
        return false;
    }

    @Override
    default boolean supportsSchemasInTableDefinitions() {
        return false;
    }

    @Override
    default boolean supportsSchemasInIndexDefinitions() {
        return false;
    }

    @Override
    default boolean supportsSchemasInPrivilegeDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInDataManipulation() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInTableDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInIndexDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInPrivilegeDefinitions() {
        return false;
    }

    @Override
    default boolean supportsPositionedDelete() {
        return false;
    }

    @Override
    default boolean supportsPositionedUpdate() {
        return false;
    }

    @Override
    default boolean supportsSelectForUpdate() {
        return false;
    }

    @Override
    default boolean supportsDataDefinitionAndDataManipulationTransactions() {
        return false;
    }

    @Override
    default boolean supportsDataManipulationTransactionsOnly() {
        return false;
    }

    @Override
    default boolean ownUpdatesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean ownDeletesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean ownInsertsAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersUpdatesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersDeletesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersInsertsAreVisible(int type) {
        return false;
    }

    @Override
    default boolean updatesAreDetected(int type) {
        return false;
    }

    @Override
    default boolean deletesAreDetected(int type) {
        return false;
    }

    @Override
    default boolean insertsAreDetected(int type) {
        return false;
    }

    @Override
    default boolean supportsBatchUpdates() {
        return false;
    }

    @Override
    default boolean supportsSavepoints() {
        return true;
    }

    @Override
    default boolean supportsGetGeneratedKeys() {
        return false;
    }

    @Override
    default boolean locatorsUpdateCopy() {
        return false;
    }

    @Override
    default boolean generatedKeyAlwaysReturned() {
        return false;
    }
}
