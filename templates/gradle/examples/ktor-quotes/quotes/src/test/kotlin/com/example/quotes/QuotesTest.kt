package com.example.quotes

import kotlin.test.Test
import kotlin.test.assertEquals

class QuotesTest {
    @Test
    fun beginsAgain() = assertEquals(quoteOf(0), quoteOf(2))
}
