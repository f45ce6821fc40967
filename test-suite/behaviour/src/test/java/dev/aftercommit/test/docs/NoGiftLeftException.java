package dev.aftercommit.test.docs;

final class NoGiftLeftException extends RuntimeException {}
