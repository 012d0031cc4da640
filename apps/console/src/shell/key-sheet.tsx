import { Modal } from 'antd'
import { Key } from '../keys/key.tsx'
import { useModalKeys } from '../keys/use-keys.ts'
import { useSay } from '../preferences.tsx'
import type { WordKey } from '../words/say.ts'
import './key-sheet.css'

const groups: [WordKey, [keys: string[], what: WordKey][]][] = [
  [
    'keys.anywhere',
    [
      [['?'], 'keys.help'],
      [['G', 'S W A I'], 'keys.go'],
      [['Esc'], 'keys.close'],
    ],
  ],
  [
    'keys.lists',
    [
      [['/'], 'keys.search'],
      [['N'], 'keys.new'],
      [['↑', '↓'], 'keys.move'],
      [['Enter'], 'keys.open'],
    ],
  ],
  [
    'keys.drawers',
    [
      [['J', 'K'], 'keys.step'],
      [['E'], 'keys.edit'],
      [['P'], 'keys.print'],
      [['T'], 'keys.test'],
      [['S'], 'keys.resend'],
    ],
  ],
  [
    'keys.work-list',
    [
      [['Ctrl Enter'], 'decide.approve'],
      [['Alt R'], 'decide.reject'],
      [['Alt S'], 'decide.skip'],
      [['Alt L'], 'line.copy-last'],
      [['Alt ↑', 'Alt ↓'], 'work.steps'],
    ],
  ],
]

export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useSay()
  useModalKeys(open, { '?': onClose })
  return (
    <Modal title={say('keys.title')} open={open} onCancel={onClose} footer={null} width={560}>
      <div className="key-sheet">
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3>{say(title)}</h3>
            {rows.map(([keys, what]) => (
              <p key={what}>
                <span>
                  {keys.map((key) => (
                    <Key key={key}>{key}</Key>
                  ))}
                </span>
                {say(what)}
              </p>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  )
}
