insert into Product (name, stock) values ('coffee', 3);
insert into Product (name, stock) values ('tea', 5);
