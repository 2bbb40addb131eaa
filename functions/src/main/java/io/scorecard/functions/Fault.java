package io.scorecard.functions;

/** How a wrong value is reported: as bad YAML, as a bad model, or as the bad definition of something. */
@FunctionalInterface
public interface Fault {

    /** The text itself is wrong. */
    Fault YAML = (place, wrong, advice) -> ErrorCode.BAD_YAML.with(place, wrong + ".", advice);

    /** The text says something about a model that cannot be. */
    Fault MODEL = (place, wrong, advice) -> ErrorCode.BAD_MODEL.with(place, wrong + ".", advice);

    /** The definition of the named KPI, relation or table cannot be. */
    static Fault definition(String name) {
        return (place, wrong, advice) -> ErrorCode.BAD_DEFINITION.with(place, name, wrong + ".", advice);
    }

    /**
     * The error to throw.
     *
     * @param wrong what is wrong, as the rest of a sentence without its full stop
     * @param advice what can be done, as a sentence
     */
    ScorecardException at(Place place, String wrong, String advice);
}
