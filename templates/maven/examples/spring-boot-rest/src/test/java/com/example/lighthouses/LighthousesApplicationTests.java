package com.example.lighthouses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LighthousesApplicationTests {
  @Test
  void listsThemWithTheirHeight() {
    assertThat(new LighthousesApplication().all()).extracting("metres").containsExactly(30, 11);
  }
}
