package io.scorecard.sample;

/** Fractions of irrational numbers, one for each question that chance is asked. */
final class Step {

    static final double GOLDEN = 0.6180339887498949;
    static final double ROOT_2 = 0.41421356237309515;
    static final double ROOT_3 = 0.7320508075688772;
    static final double ROOT_7 = 0.6457513110645907;
    static final double ROOT_11 = 0.3166247903553998;
    static final double ROOT_13 = 0.605551275463989;
    static final double ROOT_19 = 0.35889894354067355;
    static final double ROOT_23 = 0.795831523312719;

    private Step() {}
}
