package dev.aftercommit.test.spring.docs;

import org.springframework.data.jpa.repository.JpaRepository;

interface Outbox extends JpaRepository<Sent, Long> {}
