import { Button, Dropdown } from 'antd'
import { DownIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'

type Props<T extends string> = {
  label: string
  options: readonly { value: T; label: string }[]
  value: T | undefined
  onChange: (value: T | undefined) => void
}

/** A dashed button that becomes solid, with its value, when it filters. */
export function Filter<T extends string>({ label, options, value, onChange }: Props<T>) {
  const say = useSay()
  const chosen = options.find((option) => option.value === value)
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        selectable: true,
        selectedKeys: [value ?? 'all'],
        items: [
          { key: 'all', label: say('list.all') },
          ...options.map((option) => ({ key: option.value, label: option.label })),
        ],
        onClick: ({ key }) => onChange(options.find((option) => option.value === key)?.value),
      }}
    >
      <Button type={chosen ? 'default' : 'dashed'} iconPlacement="end" icon={<DownIcon />}>
        {chosen ? `${label}：${chosen.label}` : label}
      </Button>
    </Dropdown>
  )
}
