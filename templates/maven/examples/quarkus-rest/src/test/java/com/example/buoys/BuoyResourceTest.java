package com.example.buoys;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuoyResourceTest {
  @Test
  void namesTheBuoys() {
    get("/buoys").then().body(containsString("Weser 3"));
  }
}
