import reactHooks from 'eslint-plugin-react-hooks';
import shared from '../eslint.config.mjs';

export default [...shared, reactHooks.configs.flat.recommended];
