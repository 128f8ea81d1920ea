"""What the use cases begin with: documents, bilingual files and the glossary, read by the format of their suffix."""
