package io.scorecard.sample;

import java.util.SplittableRandom;

/** Draws one customer after the other; the first hundred are the same at every scale but for their start. */
final class Customers {

    private static final String[] FIRST = {
        "Alster", "Baltic", "Cedar", "Danube", "Elbe", "Falcon", "Granit", "Hansa", "Isar", "Juniper",
        "Kestrel", "Linden", "Meridian", "Neckar", "Orion", "Polar", "Quarz", "Rhein", "Saffron", "Tannen",
        "Ural", "Vela", "Weser", "Xenon", "Ypsilon", "Zephyr", "Amber", "Birch", "Cobalt", "Delta"
    };
    private static final String[][] SECOND = {
        {"Markt", "Stores", "Handel", "Outfitters"}, {"Werke", "Metall", "Maschinen", "Components"},
        {"Logistik", "Freight", "Spedition", "Cargo"}, {"Kliniken", "Care", "Medical", "Health"},
        {"Akademie", "Schools", "Campus", "Learning"}, {"Systems", "Software", "Labs", "Data"}
    };
    private static final String[] FORMS = {"GmbH", "AG", "Group", "Ltd", "BV", "Inc"};

    private final Timeline timeline;
    private final long seed;
    private final int total;
    private final EvenDraws starts;
    private final EvenDraws industries;
    private final EvenDraws sizes;
    private final EvenDraws countries;
    private final EvenDraws reps;
    private final EvenDraws sources;
    private int number;

    Customers(Timeline timeline, SplittableRandom random, long seed, int total) {
        this.timeline = timeline;
        this.seed = seed;
        this.total = total;
        starts = new EvenDraws(random.split(), Step.GOLDEN, 1);
        industries = new EvenDraws(random.split(), Step.ROOT_2, 1);
        sizes = new EvenDraws(random.split(), Step.ROOT_3, 1);
        countries = new EvenDraws(random.split(), Step.ROOT_7, 1);
        reps = new EvenDraws(random.split(), Step.ROOT_11, 1);
        sources = new EvenDraws(random.split(), Step.ROOT_13, Timeline.MONTHS);
    }

    boolean hasNext() {
        return number < total;
    }

    Customer next() {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L + 1);
        long start = start(starts.next(0), random);
        int month = timeline.month(start);
        int industry = EvenDraws.pick(industries.next(0), Story.INDUSTRY_SHARES);
        int size = EvenDraws.pick(sizes.next(0), .38, .36, .20);
        int rep = (int) (reps.next(0) * Story.REPS.length);
        int source = EvenDraws.pick(sources.next(month), .25, .15, .15, .28);
        long created = Math.max(timeline.start(0), start - random.nextLong(Timeline.HOUR, 12 * Timeline.DAY));
        Customer customer = new Customer(
                number,
                Customer.id(number),
                name(industry, random),
                industry,
                size,
                EvenDraws.pick(countries.next(0), .38, .09, .09, .12, .10, .10, .08),
                rep,
                (rep + 1 + random.nextInt(Story.REPS.length - 1)) % Story.REPS.length,
                later(month, .08, random),
                size < 3 ? later(month, .05, random) : -1,
                source,
                source < Books.CHANNELS.length ? month / 3 * Books.CHANNELS.length + source : -1,
                created - created % Timeline.SECOND,
                start,
                Chance.around(random.nextDouble(), 1, .3),
                random);
        number++;
        return customer;
    }

    /** Many in the first half year, then a steady stream. */
    private long start(double u, SplittableRandom random) {
        double launch = .36;
        double months = u < launch ? u / launch * 6 : 6 + (u - launch) / (1 - launch) * (Timeline.MONTHS - 6);
        int month = (int) months;
        if (month > 0 && random.nextInt(8) == 0) {
            return timeline.start(month);
        }
        int day = timeline.firstDay(month) + (int) ((months - month) * timeline.days(month));
        if (timeline.isWeekend(day) && day < timeline.firstDay(month) + timeline.days(month) - 2) {
            day += 2;
        }
        return timeline.at(day, 8 + 9 * random.nextDouble());
    }

    private static int later(int month, double probability, SplittableRandom random) {
        return random.nextDouble() < probability && month + 3 < Timeline.MONTHS
                ? random.nextInt(month + 2, Timeline.MONTHS)
                : -1;
    }

    private String name(int industry, SplittableRandom random) {
        String[] seconds = SECOND[industry];
        String name = FIRST[number % FIRST.length] + " " + seconds[number / FIRST.length % seconds.length];
        int round = number / (FIRST.length * seconds.length);
        return name + (round == 0 ? " " : " " + (round + 1) + " ") + FORMS[random.nextInt(FORMS.length)];
    }
}
