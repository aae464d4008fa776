/** The integration of the tutorial is tested by its own tests, here against the sources of the library. */
import '../../docs/guide/examples/rill/test/rill.test.ts';
