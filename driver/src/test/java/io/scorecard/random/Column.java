package io.scorecard.random;

/** Something that an expression may use as it is: a column, a grouping key, an aggregate. */
record Column(Piece.Expression piece, Kind kind) {
    static Column of(String text, Kind kind) {
        return new Column(Piece.expression(kind, text), kind);
    }
}
