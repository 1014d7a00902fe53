package com.example.lighthouses;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class LighthousesApplication {
  record Lighthouse(String name, int metres) {}

  public static void main(String[] args) {
    SpringApplication.run(LighthousesApplication.class, args);
  }

  @GetMapping("/lighthouses")
  List<Lighthouse> all() {
    return List.of(new Lighthouse("Roter Sand", 30), new Lighthouse("Pilsum", 11));
  }
}
