package com.example.soundings;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Prints the shallowest of the depths it is given. */
@QuarkusMain
public class Soundings implements QuarkusApplication {
  @Override
  public int run(String... args) {
    double least = Arrays.stream(args).mapToDouble(Double::parseDouble).min().orElse(0);
    System.out.println("shallowest " + least + " m");
    return 0;
  }
}
