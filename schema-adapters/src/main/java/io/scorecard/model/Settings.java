package io.scorecard.model;

import io.scorecard.functions.Direction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model settles for every question.
 *
 * @param fiscal when weeks start and how fiscal years are divided
 * @param asOf the moment that counts as now; empty: the clock's
 * @param dataThrough the moment up to which the data are complete; empty: asOf
 * @param grossMargin a ratio; empty: from revenue
 * @param lifetimeWindow months
 * @param lifetimeCap months; 0 is none
 * @param fcrAvoidableShare the share of churn that first contact resolution avoids: an article's claim
 * @param inactiveDays how old a customer's last order may be; empty: subscriptions tell who is a customer
 * @param cacLagMonths months from spending on a customer to winning one
 * @param attribution which of a customer's contacts with campaigns have the credit
 * @param retentionCategories the cost categories that retention_cost adds
 * @param controllableReasons the reasons of churn that the company can do something about; empty: not said
 * @param scales lowest and highest score by survey type
 * @param satisfiedFrom the lowest score that counts as satisfied; empty: the top two of the scale
 * @param cesDirection empty: not declared, and ces is refused
 * @param minResponses how many answers a value of a survey needs; 0: any number
 * @param strict whether scores outside their scale are refused and not only left out
 * @param maxCells the largest dense answer, in cells
 * @param maxStagedRows how many rows one question may bring together from several sources
 * @param fanOutWarns whether aggregates over joins that multiply rows are warned about and not refused
 * @param responseHours in what time tickets are to be answered; the first that fits holds
 * @param resolutionHours in what time tickets are to be solved; the first that fits holds
 * @param knowledge themes, competitors, and what makes a customer healthy
 */
public record Settings(
        ZoneId timeZone,
        FiscalCalendar fiscal,
        Optional<Instant> asOf,
        Optional<Instant> dataThrough,
        DefaultPeriod defaultPeriod,
        Optional<String> currency,
        Optional<BigDecimal> grossMargin,
        int lifetimeWindow,
        int lifetimeCap,
        BigDecimal fcrAvoidableShare,
        Optional<Integer> inactiveDays,
        int cacLagMonths,
        Attribution attribution,
        Allocation allocation,
        List<String> retentionCategories,
        List<String> controllableReasons,
        Map<String, Scale> scales,
        Optional<Integer> satisfiedFrom,
        Optional<CesDirection> cesDirection,
        int minResponses,
        boolean strict,
        boolean showPartialPeriods,
        int maxCells,
        int maxStagedRows,
        boolean fanOutWarns,
        List<AgreedHours> responseHours,
        List<AgreedHours> resolutionHours,
        Knowledge knowledge) {

    public Settings {
        retentionCategories = List.copyOf(retentionCategories);
        controllableReasons = List.copyOf(controllableReasons);
        scales = Map.copyOf(scales);
        responseHours = List.copyOf(responseHours);
        resolutionHours = List.copyOf(resolutionHours);
    }

    /** The same in another zone, with partial periods shown or not. */
    public Settings with(ZoneId zone, boolean showPartial) {
        return new Settings(
                zone,
                fiscal,
                asOf,
                dataThrough,
                defaultPeriod,
                currency,
                grossMargin,
                lifetimeWindow,
                lifetimeCap,
                fcrAvoidableShare,
                inactiveDays,
                cacLagMonths,
                attribution,
                allocation,
                retentionCategories,
                controllableReasons,
                scales,
                satisfiedFrom,
                cesDirection,
                minResponses,
                strict,
                showPartial,
                maxCells,
                maxStagedRows,
                fanOutWarns,
                responseHours,
                resolutionHours,
                knowledge);
    }

    /** By what key a cost that nobody caused alone is shared out. */
    public enum Allocation {
        HANDLE_TIME,
        TICKETS,
        EQUAL,
        MRR
    }

    /** Which of a customer's contacts with campaigns have the credit for winning it. */
    public enum Attribution {
        FIRST,
        LAST,
        LINEAR
    }

    /** Whether a high customer effort score means much effort, or ease. */
    public enum CesDirection {
        EFFORT(Direction.LOWER),
        EASE(Direction.HIGHER);

        private final Direction better;

        CesDirection(Direction better) {
            this.better = better;
        }

        /** Which way an answer is better. */
        Direction better() {
            return better;
        }
    }

    /** The scores that a survey type allows, both ends included. */
    public record Scale(int lowest, int highest) {}
}
