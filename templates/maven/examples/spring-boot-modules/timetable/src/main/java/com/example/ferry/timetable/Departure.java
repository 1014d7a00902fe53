package com.example.ferry.timetable;

import java.util.List;

public record Departure(String harbour, String time) {
  public static List<Departure> today() {
    return List.of(new Departure("Norddeich", "08:15"), new Departure("Norderney", "09:30"));
  }
}
