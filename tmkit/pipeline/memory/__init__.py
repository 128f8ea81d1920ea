"""The translation memory at work: filled, asked, pretranslated from, kept clean, compared and merged."""
