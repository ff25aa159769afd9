/* Small comforts of the published pages; every page is whole without them. */
"use strict";
