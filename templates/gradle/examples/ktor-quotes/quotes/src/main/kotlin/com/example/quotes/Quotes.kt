package com.example.quotes

private val quotes = listOf("A ship in port is safe", "The sea does not reward haste")

/** The quote of a number, from the beginning again after the last one. */
fun quoteOf(number: Int): String = quotes[number.mod(quotes.size)]
