package io.scorecard.model;

import java.util.Optional;

/** The variables that a model may name by {@code ${env:NAME}}. */
@FunctionalInterface
interface Environment {

    Environment PROCESS = name -> Optional.ofNullable(System.getenv(name));

    Optional<String> variable(String name);
}
