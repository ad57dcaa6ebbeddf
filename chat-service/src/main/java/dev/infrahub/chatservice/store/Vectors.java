package dev.infrahub.chatservice.store;

import java.nio.ByteBuffer;

/** Vectors as Postgres takes and gives them. */
public final class Vectors {

    /** How many dimensions, whether there are nulls, of which type, how long, and where it begins. */
    private static final int HEAD = 5 * Integer.BYTES;

    private static final int EACH = Integer.BYTES + Float.BYTES;

    private Vectors() {}

    /** A value of the type {@code real[]}. */
    static String array(float[] vector) {
        StringBuilder array = new StringBuilder(vector.length * 12).append('{');
        for (int i = 0; i < vector.length; i++) {
            array.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return array.append('}').toString();
    }

    /** The cosine of two vectors of length 1; 0 of what cannot be compared. */
    public static double cosine(float[] one, float[] other) {
        double cosine = 0;
        for (int i = 0; i < one.length && one.length == other.length; i++) {
            cosine += (double) one[i] * other[i];
        }
        return cosine;
    }

    /** @param sent an array of numbers as {@code array_send} has it: each behind its length, without a null among them */
    static double cosine(float[] one, byte[] sent) {
        ByteBuffer other = ByteBuffer.wrap(sent);
        if (sent.length != HEAD + one.length * EACH) {
            return 0;
        }
        double cosine = 0;
        for (int i = 0; i < one.length; i++) {
            cosine += (double) one[i] * other.getFloat(HEAD + i * EACH + Integer.BYTES);
        }
        return cosine;
    }
}
