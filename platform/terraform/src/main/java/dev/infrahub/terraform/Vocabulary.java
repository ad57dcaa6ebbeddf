package dev.infrahub.terraform;

/**
 * How Terraform, its providers and programs spell their own names: {@code aws_s3_bucket}, {@code ingress}, {@code cidr_blocks},
 * {@code DB_PASSWORD}. Such a word is not hidden in names because some value that is marked sensitive is the same: whoever marks
 * the name of a resource's type would hide from the rules what the plan does.
 */
final class Vocabulary {

    private static final int LONGEST = 64;
    private static final int MOST_DIGITS = 2;

    private Vocabulary() {}

    /** Letters of one case, joined by underscores, with a digit or two at the end of one where there are several. */
    static boolean isWord(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && (isWord(text, 'a', 'z') || isWord(text, 'A', 'Z'));
    }

    private static boolean isWord(String text, char first, char last) {
        int letters = 0;
        int digits = 0;
        boolean anyDigits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' && letters > 0) {
                letters = 0;
                digits = 0;
            } else if (c >= first && c <= last && digits == 0) {
                letters++;
            } else if (c >= '0' && c <= '9' && letters > 0 && digits < MOST_DIGITS) {
                digits++;
                anyDigits = true;
            } else {
                return false;
            }
        }
        return letters > 0 && (!anyDigits || text.indexOf('_') > 0);
    }
}
