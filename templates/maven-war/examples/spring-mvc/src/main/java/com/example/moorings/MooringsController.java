package com.example.moorings;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Lists the moorings, one a line. */
@Controller
public class MooringsController {
  private static final List<String> MOORINGS = Arrays.asList("Laboe", "Strande", "Schilksee");

  @GetMapping(path = "/moorings", produces = "text/plain")
  @ResponseBody
  public String moorings() {
    return String.join("\n", MOORINGS);
  }
}
