package com.example.tides;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class ServerTest {
  @Test
  void answersWithTheTides() throws Exception {
    Server.main(new String[0]);
    var request = HttpRequest.newBuilder(URI.create("http://localhost:7070/tides")).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
  }
}
