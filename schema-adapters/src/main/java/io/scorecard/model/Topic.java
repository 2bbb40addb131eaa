package io.scorecard.model;

import java.util.List;
import java.util.Optional;

/**
 * Something that texts are searched for: a theme or a competitor.
 *
 * @param phrases what mentions it: whole words and phrases, as {@link PlainWords}
 * @param unless what takes a mention back where it stands right before it
 * @param swot strength, weakness, opportunity or threat, where the model says so
 * @param pestle likewise the part of the company's surroundings
 */
public record Topic(
        String name, List<String> phrases, List<String> unless, Optional<String> swot, Optional<String> pestle) {

    public Topic {
        phrases = List.copyOf(phrases);
        unless = List.copyOf(unless);
    }
}
