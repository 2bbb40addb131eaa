package io.scorecard.sample;

/** What the books need to know of all customers, counted while they pass by. One thread. */
final class Totals {

    final int[] customers = new int[Timeline.MONTHS];
    final int[] started = new int[Timeline.MONTHS];
    final int[] tickets = new int[Timeline.MONTHS];
    final int[] won = new int[Books.CAMPAIGNS];

    void customer(Customer customer, Life life) {
        boolean before = false;
        for (int m = 0; m < Timeline.MONTHS; m++) {
            if (life.isActive(m)) {
                customers[m]++;
                if (!before) {
                    started[m]++;
                    before = true;
                }
            }
        }
        if (before && customer.campaign() >= 0) {
            won[customer.campaign()]++;
        }
    }

    void ticket(int month) {
        tickets[month]++;
    }
}
