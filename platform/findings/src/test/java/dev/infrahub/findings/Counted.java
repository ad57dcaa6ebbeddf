package dev.infrahub.findings;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A list of texts that counts how often one of them is looked at. */
final class Counted extends AbstractList<String> {

    private final AtomicLong looks;
    private final List<String> texts;

    Counted(AtomicLong looks, List<String> texts) {
        this.looks = looks;
        this.texts = texts;
    }

    @Override
    public String get(int index) {
        looks.incrementAndGet();
        return texts.get(index);
    }

    @Override
    public int size() {
        return texts.size();
    }
}
