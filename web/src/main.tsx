import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { Guard } from './app/Guard'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <Guard>
      <App />
    </Guard>,
  )
}
