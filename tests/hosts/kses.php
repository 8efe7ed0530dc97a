<?php
// Prints what WordPress keeps of a post (standard input) whose author lacks the unfiltered_html capability.
// Its folder is the first argument.
define('ABSPATH', $argv[1] . '/');
define('WPINC', 'wp-includes');
foreach (['plugin', 'load', 'functions', 'formatting', 'kses'] as $part) {
    require ABSPATH . WPINC . "/$part.php";
}
echo wp_kses_post(stream_get_contents(STDIN));
