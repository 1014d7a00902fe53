package com.example.tides;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TidesTest {
    @Test
    void turnsEverySixHours() {
        assertEquals("rising", Tides.at(3));
        assertEquals("falling", Tides.at(7));
    }
}
