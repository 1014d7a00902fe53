package com.example.moorings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MooringsControllerTest {
  @Test
  void listsOneALine() {
    assertEquals(3, new MooringsController().moorings().lines().count());
  }
}
