"""What the operating system gives: threads, child processes, the desktop, one instance."""
