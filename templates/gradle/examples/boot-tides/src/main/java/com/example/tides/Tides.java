package com.example.tides;

final class Tides {
    private Tides() {}

    /** The tide at an hour of the day: it turns every six hours. */
    static String at(int hour) {
        return hour % 12 < 6 ? "rising" : "falling";
    }
}
