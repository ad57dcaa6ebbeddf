package dev.infrahub.chatservice.store;

/** Vectors as Postgres takes and gives them. */
public final class Vectors {

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

    static double cosine(float[] one, Float[] other) {
        double cosine = 0;
        for (int i = 0; i < one.length && one.length == other.length; i++) {
            cosine += (double) one[i] * other[i];
        }
        return cosine;
    }
}
