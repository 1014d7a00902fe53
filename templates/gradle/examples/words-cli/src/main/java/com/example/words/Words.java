package com.example.words;

import java.util.TreeMap;

public class Words {
    public static void main(String[] args) {
        var counts = new TreeMap<String, Integer>();
        for (String word : args) counts.merge(word.toLowerCase(), 1, Integer::sum);
        counts.forEach((word, count) -> System.out.println("word " + word + " " + count));
    }
}
