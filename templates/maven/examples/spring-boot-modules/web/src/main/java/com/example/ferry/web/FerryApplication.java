package com.example.ferry.web;

import com.example.ferry.timetable.Departure;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class FerryApplication {
  public static void main(String[] args) {
    SpringApplication.run(FerryApplication.class, args);
  }

  @GetMapping("/departures")
  List<Departure> departures() {
    return Departure.today();
  }
}
