-- A memory of schema 1, as tmkit 0.1.0 writes it: a correction in its history, tags, a draft. Never change it.
PRAGMA application_id = 1953327988;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "about" VALUES('uuid','00000000000000000000000000000001');
CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO "document" VALUES(1,'releases/visit.ru.txt');
INSERT INTO "document" VALUES(2,'agency');
CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, action TEXT NOT NULL, unit INTEGER NOT NULL,
        digest BLOB NOT NULL, successor INTEGER, record TEXT NOT NULL
    );
INSERT INTO "history" VALUES(1,2,'updated',1,X'F4959C69787DBD6AA9008AF7CEFF822C',NULL,'{"unit":[1,"f4959c69787dbd6aa9008af7ceff822c","ru kk",1,0.93,1,1,1767225600,1767225600,"[[\"x-tmkit-score\",\"0.93\"]]","","",""],"segments":[[256,"ru",-7784808318790979726,"Встреча завершилась.","",""],[257,"kk",-6359516485287787411,"Кездесу аяқталды.","",""]],"places":[[1,1,0,5566581776177444403,"",1]]}');
INSERT INTO "history" VALUES(2,2,'superseded',2,X'E84A4B4A46094496450857C1A5D8B866',5,'{"unit":[2,"e84a4b4a46094496450857c1a5d8b866","ru kk",1,null,1,1,1767225600,1767225600,"","[\"тексерілді\"]","",""],"segments":[[512,"ru",5566581776177444403,"Торговля растёт.","",""],[513,"kk",-929991879031269262,"Сауда өсіп келеді.","",""]],"places":[[2,1,-7784808318790979726,5335477938803112089,"",1]]}');
CREATE TABLE origin (
        id INTEGER PRIMARY KEY, document TEXT NOT NULL, tool TEXT NOT NULL, author TEXT NOT NULL,
        domain TEXT NOT NULL, house TEXT NOT NULL, UNIQUE (document, tool, author, domain, house)
    );
INSERT INTO "origin" VALUES(1,'releases/visit.ru.txt','','Айгүл','','newsroom');
INSERT INTO "origin" VALUES(2,'releases/visit.ru.txt','','','','');
INSERT INTO "origin" VALUES(3,'agency','','','','');
CREATE TABLE place (
        unit INTEGER NOT NULL, document INTEGER NOT NULL, previous INTEGER NOT NULL, following INTEGER NOT NULL,
        beads TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (unit, document, previous, following)
    ) WITHOUT ROWID;
INSERT INTO "place" VALUES(1,1,0,5566581776177444403,'',1);
INSERT INTO "place" VALUES(3,1,5566581776177444403,0,'',1);
INSERT INTO "place" VALUES(5,1,-7784808318790979726,0,'',2);
INSERT INTO "place" VALUES(6,2,0,0,'',3);
CREATE TABLE run (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, command TEXT NOT NULL, undone INTEGER
    );
INSERT INTO "run" VALUES(1,1767225660,'add visit.tmx',NULL);
INSERT INTO "run" VALUES(2,1767225780,'add visit.tmx',NULL);
INSERT INTO "run" VALUES(3,1767225900,'add agency.tmx',NULL);
CREATE TABLE segment (
        id INTEGER PRIMARY KEY, lang TEXT NOT NULL, key INTEGER NOT NULL, text TEXT NOT NULL, codes TEXT NOT NULL,
        metadata TEXT NOT NULL
    );
INSERT INTO "segment" VALUES(256,'ru',-7784808318790979726,'Встреча завершилась.','','');
INSERT INTO "segment" VALUES(257,'kk',-6359516485287787411,'Кездесу аяқталды.','','');
INSERT INTO "segment" VALUES(768,'ru',5335477938803112089,'Читайте далее.','[[0,"<b>"],[7,"</b>"]]','');
INSERT INTO "segment" VALUES(769,'uz-Latn',7607172520449293655,'Batafsil oʻqing.','[[8,"<b>"],[15,"</b>"]]','');
INSERT INTO "segment" VALUES(1280,'ru',5566581776177444403,'Торговля растёт.','','');
INSERT INTO "segment" VALUES(1281,'kk',3524593451061193476,'Сауда артып келеді.','','');
INSERT INTO "segment" VALUES(1536,'ru',5384752438663931108,'Дорога открыта.','','');
INSERT INTO "segment" VALUES(1537,'kk',-1428629175742373044,'Жол ашық.','','');
CREATE TABLE taken (file TEXT PRIMARY KEY, state TEXT NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "taken" VALUES('visit.tmx','1',1);
CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL UNIQUE, langs TEXT NOT NULL,
        status INTEGER NOT NULL, score REAL, origin INTEGER NOT NULL, run INTEGER NOT NULL,
        created INTEGER NOT NULL, changed INTEGER NOT NULL,
        properties TEXT NOT NULL, notes TEXT NOT NULL, attributes TEXT NOT NULL, elements TEXT NOT NULL
    );
INSERT INTO "unit" VALUES(1,X'F4959C69787DBD6AA9008AF7CEFF822C','ru kk',1,NULL,2,1,1767225600,1767225720,'','','','');
INSERT INTO "unit" VALUES(3,X'6636711E9013BA699EDDAF30952A9988','ru uz-Latn',1,NULL,1,1,1767225600,1767225600,'','','','');
INSERT INTO "unit" VALUES(5,X'299EABC74899048777DB592A2E352E73','ru kk',1,NULL,2,2,1767225720,1767225720,'','','','');
INSERT INTO "unit" VALUES(6,X'289120919D689FDE64A825B1BE69E13F','ru kk',0,NULL,3,3,1767225840,1767225840,'','','','');
CREATE INDEX place_document ON place (document);
CREATE INDEX history_run ON history (run);
CREATE INDEX history_digest ON history (digest);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('run',3);
INSERT INTO "sqlite_sequence" VALUES('unit',6);
INSERT INTO "sqlite_sequence" VALUES('history',2);
COMMIT;
