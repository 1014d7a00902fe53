package com.example.tides;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/** Serves the tides of the day as JSON, with the JDK's own HTTP server. */
public class Server {
  private static final String HARBOUR = "Cuxhaven";
  private static final Gson GSON = new Gson();

  record Tide(String kind, String time, double metres) {}

  record Day(String harbour, List<Tide> tides) {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "7070"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/tides", Server::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
    server.start();
    System.out.println("listening on " + port);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    Day day = new Day(HARBOUR, List.of(new Tide("high", "03:12", 3.4), new Tide("low", "09:40", 0.6)));
    byte[] body = GSON.toJson(day).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
