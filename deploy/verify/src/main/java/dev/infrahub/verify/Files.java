package dev.infrahub.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Files to and from the disk. */
final class Files {

    /** FIPS 204, table 2: what follows the header of a SubjectPublicKeyInfo. */
    private static final int ML_DSA_65_PUBLIC_KEY = 1952;

    private static final int PEM_WIDTH = 64;

    private Files() {}

    /** @throws Unreadable where there is no such file, or it is no UTF-8 */
    static String text(Path file) {
        try {
            return text(java.nio.file.Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Unreadable(file + " cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("It is no text in UTF-8.");
        }
    }

    /** {@code NAME.message}, {@code .signature}, {@code .context}, {@code .public.raw} and {@code .public.pem} of each. */
    static void extract(List<Signed> signatures, Path directory) throws IOException {
        java.nio.file.Files.createDirectories(directory);
        for (Signed signed : signatures) {
            byte[] spki = Base64.getDecoder().decode(signed.seal().publicKey());
            write(directory, signed, ".message", signed.message());
            write(
                    directory,
                    signed,
                    ".signature",
                    Base64.getDecoder().decode(signed.seal().signature()));
            write(directory, signed, ".context", signed.purpose().context().getBytes(StandardCharsets.UTF_8));
            write(directory, signed, ".public.pem", pem(spki).getBytes(StandardCharsets.UTF_8));
            write(
                    directory,
                    signed,
                    ".public.raw",
                    Arrays.copyOfRange(spki, Math.max(0, spki.length - ML_DSA_65_PUBLIC_KEY), spki.length));
        }
    }

    private static void write(Path directory, Signed signed, String ending, byte[] bytes) throws IOException {
        java.nio.file.Files.write(directory.resolve(signed.name() + ending), bytes);
    }

    /** RFC 7468. */
    private static String pem(byte[] spki) {
        String base64 = Base64.getMimeEncoder(PEM_WIDTH, new byte[] {'\n'}).encodeToString(spki);
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }
}
