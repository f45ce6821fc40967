package dev.aftercommit.test.spring.matrix;

import org.springframework.data.jpa.repository.JpaRepository;

interface Rows extends JpaRepository<Row, Long> {}
