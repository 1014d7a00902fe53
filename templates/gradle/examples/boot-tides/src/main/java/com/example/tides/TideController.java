package com.example.tides;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class TideController {
    @GetMapping("/tides/{hour}")
    public String tide(@PathVariable int hour) {
        return Tides.at(hour) + " water";
    }
}
