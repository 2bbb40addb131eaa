package io.scorecard.sample;

/** What can be subscribed to: three plans of the core product, and two products that are added to it. */
enum Plan {
    ENTRY("Entry", 1, 19, Product.CORE),
    STANDARD("Standard", 2, 32, Product.CORE),
    PREMIUM("Premium", 3, 54, Product.CORE),
    ANALYTICS("Analytics", 2, 9, Product.ANALYTICS),
    FIELD("Field app", 2, 12, Product.FIELD);

    enum Product {
        CORE("Core"),
        ANALYTICS("Analytics"),
        FIELD("Field app");

        private final String title;

        Product(String title) {
            this.title = title;
        }

        String id() {
            return "PR-" + name();
        }

        String title() {
            return title;
        }
    }

    private final String title;
    private final int rank;
    private final int price;
    private final Product product;
    private final String id = "P-" + name();

    Plan(String title, int rank, int price, Product product) {
        this.title = title;
        this.rank = rank;
        this.price = price;
        this.product = product;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    int rank() {
        return rank;
    }

    /** A seat's list price for a month, or for a year at ten percent less, in ten-thousandths. */
    long unitAmount(boolean annual) {
        return annual ? price * 12L * 9_000 : price * 10_000L;
    }

    Product product() {
        return product;
    }

    boolean isCore() {
        return product == Product.CORE;
    }
}
