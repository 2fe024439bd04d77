from .mkepub import Book as Book
