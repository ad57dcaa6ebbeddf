package dev.infrahub.chatservice.domain.review;

/**
 * A pull request.
 *
 * @param repository owner and name, with a slash between
 */
public record PullNumber(String repository, int number) {

    private static final int LONGEST = 140;

    /** @throws IllegalArgumentException for what is no repository: it is part of addresses that are asked */
    public PullNumber {
        int slash = repository.indexOf('/');
        boolean isName = repository.length() <= LONGEST
                && slash > 0
                && slash < repository.length() - 1
                && repository.indexOf('/', slash + 1) < 0
                && repository.charAt(0) != '.'
                && repository.charAt(slash + 1) != '.'
                && repository.chars().allMatch(PullNumber::mayBePartOfName);
        if (!isName || number < 1) {
            throw new IllegalArgumentException("A pull request is of owner/name, and has a number.");
        }
    }

    private static boolean mayBePartOfName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/._-".indexOf(c) >= 0;
    }
}
