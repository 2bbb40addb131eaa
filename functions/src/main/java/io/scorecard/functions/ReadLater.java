package io.scorecard.functions;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;

/** A list that is read when somebody first looks at it. Thread-safe. */
final class ReadLater<T> extends AbstractList<T> {

    private final Supplier<List<T>> reading;
    private List<T> read = List.of();
    private boolean isRead;

    ReadLater(Supplier<List<T>> reading) {
        this.reading = reading;
    }

    private List<T> all() {
        synchronized (reading) {
            if (!isRead) {
                read = List.copyOf(reading.get());
                isRead = true;
            }
            return read;
        }
    }

    @Override
    public T get(int index) {
        return all().get(index);
    }

    @Override
    public int size() {
        return all().size();
    }
}
