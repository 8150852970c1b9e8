/** Everything that a page does beyond being read. Each part upgrades what is there already. */
import { addLabButtons } from '../../lab/page/buttons';
import { addCopyButtons } from './copy';
import { keepSection } from './language';
import { foldMenu } from './menu';
import { pairNotes } from './notes';
import { addSearch } from './search';
import { addThemeSwitch } from './theme';
import './quick-quiz';

foldMenu();
addSearch();
addThemeSwitch();
addCopyButtons();
pairNotes();
keepSection();
addLabButtons();
