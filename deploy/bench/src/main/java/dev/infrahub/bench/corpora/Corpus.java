package dev.infrahub.bench.corpora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A public labelled corpus, as {@code git clone} puts it into a folder. */
public enum Corpus {
    FAKE_LEAKS("leaktk/fake-leaks", "7ba6ca3ea2f165ecd61276c7460f2facdb313c87", "MIT"),
    LEAKY_REPO("Plazmaz/leaky-repo", "2e951359cac53addbee56437da3ffb546e3dfe24", "MIT"),
    GITLEAKS("gitleaks/gitleaks", "b58d3f102cf3a2c84cb7f923d05c25c9b1aed84b", "MIT"),
    BETTERLEAKS("betterleaks/betterleaks", "6381fa45ae946c588e2e1334d8396a15e5171ad6", "MIT"),
    TITUS("praetorian-inc/titus", "369d8dc4359a2d70629e0fe7732d3244a3315efc", "Apache-2.0"),
    KINGFISHER("mongodb/kingfisher", "ee7c0db3ef87575768f817820c24736249ffcdef", "Apache-2.0");

    private final String repository;
    private final String commit;
    private final String licence;

    /** @param commit that the numbers of docs/secret-detection.md are of */
    Corpus(String repository, String commit, String licence) {
        this.repository = repository;
        this.commit = commit;
        this.licence = licence;
    }

    /**
     * What is in a corpus.
     *
     * @param unread examples that only a program of the corpus' own would make
     */
    record Content(List<Labelled> texts, int unread) {}

    public String folder() {
        return repository.substring(repository.indexOf('/') + 1);
    }

    /** How a user gets it, as it was measured. */
    public String fetch() {
        return "git clone -q https://github.com/%s && git -C %s checkout -q %s   # %s"
                .formatted(repository, folder(), commit, licence);
    }

    public boolean isIn(Path parent) {
        return Files.isDirectory(parent.resolve(folder()));
    }

    Content read(Path parent) throws IOException {
        Folder folder = new Folder(parent.resolve(folder()));
        return switch (this) {
            case FAKE_LEAKS -> new Content(FakeLeaks.read(folder), 0);
            case LEAKY_REPO -> new Content(LeakyRepo.read(folder), 0);
            case GITLEAKS, BETTERLEAKS -> GoRules.read(this, folder);
            case TITUS -> new Content(YamlRules.read(this, folder, "pkg/rule/rules"), 0);
            case KINGFISHER -> new Content(YamlRules.read(this, folder, "data/rules"), 0);
        };
    }
}
