"""Text as text: normal forms, sentences, words, numbers and dates. Strings in, values out."""
