package com.example.words;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts words and prints them as JSON. */
@Command(name = "wc", mixinStandardHelpOptions = true, description = "Counts words.")
public class WordCount implements Runnable {
  @Option(names = "--min", description = "Leave out words that are rarer.")
  int min = 1;

  @Parameters(description = "The words.")
  List<String> words = List.of();

  public static void main(String[] args) {
    System.exit(new CommandLine(new WordCount()).execute(args));
  }

  @Override
  public void run() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String word : words) {
      counts.merge(word.toLowerCase(), 1, Integer::sum);
    }
    counts.values().removeIf(count -> count < min);
    System.out.println("counted " + new Gson().toJson(counts));
  }
}
