package dev.infrahub.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What a credential's own form tells of it, without asking anybody: some end with a checksum, others have parts that fit each
 * other. A credential that is refuted was mistyped or made up. It is found all the same: who hides has no second try.
 */
public enum Proof {
    NONE {
        @Override
        Verdict of(String credential) {
            return Verdict.OPEN;
        }
    },
    /** GitHub's and npm's: six digits in base 62 of what stands between the prefix and them. */
    CRC_BASE62 {
        @Override
        Verdict of(String credential) {
            int body = credential.indexOf('_') + 1;
            return ending(credential, BASE62_DIGITS, said -> inBase62(crc(said.substring(body))));
        }
    },
    /** Grafana's: the bytes of the sum, the lowest first, of all that stands before the last underscore. */
    CRC_HEX {
        @Override
        Verdict of(String credential) {
            return ending(
                    credential,
                    2 * Integer.BYTES,
                    said -> HexFormat.of().toHexDigits(Integer.reverseBytes((int)
                            crc(said.substring(0, said.length() - 1)))));
        }
    },
    /** Atlassian's: eight digits of all that stands before them; some of its tokens end otherwise. */
    CRC_CAPITALS {
        @Override
        Verdict of(String credential) {
            int digits = 2 * Integer.BYTES;
            return CAPITALS.hasAll(credential.substring(Math.max(0, credential.length() - digits)))
                    ? ending(
                            credential,
                            digits,
                            said -> HexFormat.of().withUpperCase().toHexDigits((int) crc(said)))
                    : Verdict.OPEN;
        }
    },
    /** GitLab's routable tokens: version, length and sum stand in base 36 behind dots; others have none. */
    GITLAB_ROUTABLE {
        @Override
        Verdict of(String credential) {
            int last = credential.lastIndexOf('.');
            return last < 0 || credential.length() - last - 1 != ROUTABLE_END
                    ? Verdict.OPEN
                    : ending(credential, BASE36_DIGITS, said -> padded(Long.toString(crc(said), 36), BASE36_DIGITS));
        }
    },
    /** Sixteen digits in base 32: there is no 0, 1, 8 or 9. */
    AWS_KEY_ID {
        @Override
        Verdict of(String credential) {
            return BASE32.hasAll(credential) ? Verdict.OPEN : Verdict.REFUTED;
        }
    },
    /** A header that says how the token is signed or encrypted. */
    JWT {
        @Override
        Verdict of(String credential) {
            String header = decoded(credential.substring(0, Math.max(0, credential.indexOf('.'))));
            return header.startsWith("{") && header.contains("\"alg\"") ? Verdict.GENUINE : Verdict.REFUTED;
        }
    },
    /** PyPI's: behind the prefix stands a macaroon of its second version, which says where it is for. */
    MACAROON {
        @Override
        Verdict of(String credential) {
            String macaroon = decoded(credential.substring(credential.indexOf('-') + 1));
            return macaroon.startsWith("\u0002\u0001") && macaroon.contains("pypi.org")
                    ? Verdict.GENUINE
                    : Verdict.REFUTED;
        }
    };

    private static final CharClass CAPITALS = CharClass.of("0-9A-F");
    private static final CharClass BASE32 = CharClass.of("A-Z2-7");
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE62_DIGITS = 6;
    private static final int BASE36_DIGITS = 7;
    private static final int ROUTABLE_END = 9;

    /** Whether a credential can be one that was issued. */
    public enum Verdict {
        /** Its checksum is right, or its parts fit. */
        GENUINE,
        /** Its form tells nothing. */
        OPEN,
        /** Its checksum is wrong, or its parts do not fit. */
        REFUTED
    }

    abstract Verdict of(String credential);

    /** What a credential ends with, by what stands before. */
    @FunctionalInterface
    private interface Sum {
        String of(String said);
    }

    private static Verdict ending(String credential, int length, Sum sum) {
        int end = credential.length() - length;
        if (end <= 0) {
            return Verdict.REFUTED;
        }
        String right = sum.of(credential.substring(0, end));
        return credential.substring(end).equals(right) ? Verdict.GENUINE : Verdict.REFUTED;
    }

    private static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static String inBase62(long number) {
        StringBuilder digits = new StringBuilder();
        for (long left = number; left > 0; left /= DIGITS.length()) {
            digits.insert(0, DIGITS.charAt((int) (left % DIGITS.length())));
        }
        return padded(digits.toString(), BASE62_DIGITS);
    }

    private static String padded(String digits, int length) {
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }

    /** As Latin-1, empty where it is no base64. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
